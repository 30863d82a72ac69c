// Copies a text with one press. Without it the text can be selected and copied like every other.
(() => {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    const text = document.getElementById(button.dataset.copy);
    if (!text) continue;
    button.hidden = false;
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
      } catch {
        // no clipboard without https: the older way
        getSelection().selectAllChildren(text);
        if (!document.execCommand('copy')) return;
      }
      button.textContent = button.dataset.done;
    });
  }
})();
