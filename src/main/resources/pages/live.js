// Keeps a wall up to date: loads the same page again and shows its new content.
'use strict';
(() => {
  const EVERY = 10_000;
  const stale = (is) => {
    const note = document.getElementById('stale');
    if (note) note.hidden = !is;
  };
  const look = async () => {
    try {
      const answer = await fetch(location.href, {
        headers: { 'Accept': 'text/html', 'X-Requested-With': 'JavaScript' },
        cache: 'no-store',
        redirect: 'error',
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const news = page.getElementById('live');
      const shown = document.getElementById('live');
      const focused = document.activeElement?.getAttribute('href');
      shown.replaceWith(document.adoptNode(news));
      if (focused) document.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
    } catch (lost) {
      stale(true);
    }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
})();
