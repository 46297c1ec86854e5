package io.runledger.standalone;

import java.io.IOException;
import java.sql.SQLException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Brings a PostgreSQL along where none is given. What uses it is stopped before it. */
@Configuration(proxyBeanMethods = false)
@Conditional(NeedsPostgres.class)
class PostgresConfiguration {

    @Bean
    Postgres postgres(DataFolder folder, InstanceLock lock) throws IOException, SQLException {
        return new Postgres(folder, lock);
    }

    @Bean
    JdbcConnectionDetails connectionToPostgres(Postgres postgres) {
        return new Connection(postgres.url());
    }

    private record Connection(String url) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return "postgres";
        }

        /** PostgreSQL listens on loopback only and asks for none. */
        @Override
        public String getPassword() {
            return "";
        }
    }
}
