/// Work that outlives a request: one-time jobs with their progress, nightly work, and work done every few seconds.
@NullMarked
@NamedInterface("jobs")
package id.cemara.platform.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
