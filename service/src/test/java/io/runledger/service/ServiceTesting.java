package io.runledger.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** Starts the trying application on a port of its own, with an admin's key and one key for each other scope. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = TryingApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "runledger.admin-key=" + ServiceTesting.ADMIN,
            // SHA-256 of "gateway-key", "dashboard-key" and "auditor-key".
            "runledger.keys.the-gateway.hash=8cb1c6bc8952bb3def9c7ff05b13fafc2b333d962b7c9aff0292302072937345",
            "runledger.keys.the-gateway.scopes=gateway",
            "runledger.keys.the-dashboard.hash=63686fabb4cdc83c4cc1be53e418febdf8424f64c34a04e86fedc63cfb762acc",
            "runledger.keys.the-dashboard.scopes=dashboard",
            "runledger.keys.the-auditor.hash=4b757dbf2a80635aa58493a3d99640445d25a375b85befb1ea3b7c3c55feabf8",
            "runledger.keys.the-auditor.scopes=auditor, operator"
        })
public @interface ServiceTesting {

    String ADMIN = "admin-key";
}
