package dev.regatta.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** The machine and process this worker is. */
final class Machine {
    private Machine() {}

    static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host"; // a container may have no name of its own
        }
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    static String version() {
        return Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
