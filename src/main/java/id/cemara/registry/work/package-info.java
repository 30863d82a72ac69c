/// The registry's work space: pages under `/kerja/kelompok` and the writing part of the API. Contains no
/// business rules; these are in the services of [id.cemara.registry].
@NullMarked
package id.cemara.registry.work;

import org.jspecify.annotations.NullMarked;
