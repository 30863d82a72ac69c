/// Products as groups keep them: the pages below `/kerja`, the calls for programs, photos, batches, tables in and out.
@NullMarked
package id.cemara.market.products;

import org.jspecify.annotations.NullMarked;
