package dev.regatta.coordinator.tracking.model;

/** MLflow's names for what can be wrong with a request. */
public enum ErrorCode {
    INVALID_PARAMETER_VALUE,
    RESOURCE_DOES_NOT_EXIST,
    RESOURCE_ALREADY_EXISTS,
    ENDPOINT_NOT_FOUND,
    TEMPORARILY_UNAVAILABLE,
    INTERNAL_ERROR
}
