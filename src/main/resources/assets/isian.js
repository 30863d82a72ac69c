// Keeps what was typed into the other forms of a page while one of them is sent, until the tab is closed. Without it only
// the form that is sent is kept.
(() => {
  const key = 'isian ' + document.currentScript.dataset.page;
  const fields = () => [...document.querySelectorAll('form[method=post] :is(textarea, input)')].filter(
    (field) => field.name && !['hidden', 'file', 'password', 'submit'].includes(field.type) && !('secret' in field.dataset));
  const isChoice = (field) => field.type === 'radio' || field.type === 'checkbox';
  const now = (field) => isChoice(field) ? field.checked : field.value;
  const before = (field) => isChoice(field) ? field.defaultChecked : field.defaultValue;
  // Forms of one kind differ in a hidden field, such as the product they are about.
  const name = (field) => [field.form.getAttribute('action'), field.form.querySelector('[type=hidden][name=product]')?.value,
    field.name, isChoice(field) ? field.value : ''].join(' ');
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    sessionStorage.removeItem(key);
    for (const field of fields()) {
      const [typed, was] = kept[name(field)] ?? [];
      if (typed === undefined || was !== before(field) || now(field) !== was) continue;
      if (isChoice(field)) field.checked = typed;
      else field.value = typed;
      const fold = field.closest('details');
      if (fold) fold.open = true;
    }
    addEventListener('submit', (event) => {
      const typed = fields().filter((field) => field.form !== event.target && now(field) !== before(field));
      sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(
        typed.map((field) => [name(field), [now(field), before(field)]]))));
    });
  } catch {
    // no storage, nothing kept
  }
})();
