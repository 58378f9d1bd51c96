@org.jspecify.annotations.NullMarked
package dev.regatta.deploy.simulation;
