/// End-to-end tests in a browser, on phone and desktop, with and without JavaScript. One browser serves a
/// run; each test opens its own windows and leaves no changes.
@NullMarked
package id.cemara.e2e;

import org.jspecify.annotations.NullMarked;
