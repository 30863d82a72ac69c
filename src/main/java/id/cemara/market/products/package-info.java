/// Products as groups keep them: work space pages, API, photos, batches, import and export.
@NullMarked
package id.cemara.market.products;

import org.jspecify.annotations.NullMarked;
