/// The whole application as its readers meet it: in a browser, on a phone and on a desk, with and without JavaScript.
/// One browser serves all tests of a run; each test has windows of its own and leaves the data as it found them.
@NullMarked
package id.cemara.e2e;

import org.jspecify.annotations.NullMarked;
