// Keeps what was typed into the other forms of a page while one of them is sent, until the tab is closed. Without it only
// the form that is sent is kept.
(() => {
  const key = 'isian ' + document.currentScript.dataset.page;
  const fields = () => [...document.querySelectorAll('form[method=post] :is(textarea, input, select)')].filter(
    (field) => field.name && !['hidden', 'file', 'password', 'submit'].includes(field.type));
  const isChoice = (field) => field.type === 'radio' || field.type === 'checkbox';
  const isSelect = (field) => field.tagName === 'SELECT';
  const isTyped = (field) => isChoice(field) ? field.checked !== field.defaultChecked
    : isSelect(field) ? !field.selectedOptions[0]?.defaultSelected && field.selectedIndex > 0
    : field.value !== field.defaultValue;
  // Forms of one kind differ in a hidden field, such as the product they are about.
  const name = (field) => [field.form.getAttribute('action'), field.form.querySelector('[name=product]')?.value, field.name,
    isChoice(field) ? field.value : ''].join(' ');
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    sessionStorage.removeItem(key);
    for (const field of fields()) {
      if (!(name(field) in kept) || isTyped(field) || (!isChoice(field) && !isSelect(field) && field.value)) continue;
      if (isChoice(field)) field.checked = kept[name(field)];
      else field.value = kept[name(field)];
      const fold = field.closest('details');
      if (fold) fold.open = true;
    }
    addEventListener('submit', (event) => {
      const others = fields().filter((field) => field.form !== event.target && isTyped(field));
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(
        others.map((field) => [name(field), isChoice(field) ? field.checked : field.value]))));
    });
  } catch {
    // no storage, nothing kept
  }
})();
