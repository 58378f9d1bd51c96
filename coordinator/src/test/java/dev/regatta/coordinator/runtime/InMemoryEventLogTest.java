package dev.regatta.coordinator.runtime;

class InMemoryEventLogTest extends EventLogContract {

    @Override
    protected EventLog log() {
        return new InMemoryEventLog();
    }
}
