/// The PostgreSQL that comes with the application: unpacked, initialised, started, watched and stopped, in a data
/// directory that one process at a time may use.
@NullMarked
package id.cemara.platform.embedded;

import org.jspecify.annotations.NullMarked;
