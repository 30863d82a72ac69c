/// Where the modules meet: the application class and its command line. Holds no business rule.
@NullMarked
package id.cemara;

import org.jspecify.annotations.NullMarked;
