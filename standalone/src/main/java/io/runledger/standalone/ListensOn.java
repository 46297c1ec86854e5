package io.runledger.standalone;

import org.springframework.core.env.Environment;

/** The address to give to people. */
final class ListensOn {

    private ListensOn() {}

    static String url(Environment environment, int port) {
        String address = environment.getProperty("server.address", "");
        boolean isEverywhere = address.isBlank() || address.equals("0.0.0.0") || address.equals("::");
        String host = isEverywhere ? "localhost" : address.contains(":") ? "[" + address + "]" : address;
        return "http://" + host + ":" + port;
    }
}
