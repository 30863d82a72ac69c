/// The registry's work space: pages under `/kerja/kelompok` and the part of the API that writes. No rule
/// lives here; the services of [id.cemara.registry] decide.
@NullMarked
package id.cemara.registry.work;

import org.jspecify.annotations.NullMarked;
