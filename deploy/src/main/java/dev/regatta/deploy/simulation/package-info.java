/**
 * The whole system but for training, sockets and disks, in virtual time: coordinators, workers, Kafka, database,
 * checkpoint store and tracking server. A schedule of faults is a function of one seed.
 */
@NullMarked
package dev.regatta.deploy.simulation;

import org.jspecify.annotations.NullMarked;
