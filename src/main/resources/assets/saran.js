// Offers names of products while somebody types into the market's search. Without it the search works the same.
(() => {
  const field = document.querySelector('input[data-saran]');
  const list = field && document.getElementById(field.getAttribute('list'));
  if (!list) return;
  let waiting = 0;
  let asked = '';
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    const text = field.value.trim();
    if (text.length < 2 || text === asked) return;
    waiting = setTimeout(async () => {
      asked = text;
      try {
        const answer = await fetch(field.dataset.saran + '?q=' + encodeURIComponent(text), { headers: { Accept: 'application/json' } });
        if (!answer.ok || field.value.trim() !== text) return;
        list.replaceChildren(...(await answer.json()).map((name) => Object.assign(document.createElement('option'), { value: name })));
      } catch {
        // no suggestions then
      }
    }, 200);
  });
})();
