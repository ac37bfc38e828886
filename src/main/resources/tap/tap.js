'use strict';
(() => {
  const token = location.hash.slice(1);
  const status = document.getElementById('status');
  const calls = document.getElementById('calls');

  const post = async (path, body) => {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
    return { code: answer.status, body: await answer.json() };
  };

  const text = (parent, name, words) => {
    const element = document.createElement(name);
    element.textContent = words;
    parent.append(element);
    return element;
  };

  const said = (call) =>
    call.state === 'taken' && call.takenBy
      ? `${call.takenBy.name} has it.`
      : call.state === 'open'
        ? ''
        : 'It no longer waits for an answer.';

  const show = (call) => {
    const item = document.createElement('li');
    text(item, 'h2', call.reference);
    text(item, 'p', call.unit ? `${call.sentence}. ${call.unit}.` : `${call.sentence}.`);
    text(item, 'p', `Since ${call.since}; answer by ${call.answerBy}.`);
    if (call.state === 'open') {
      const button = text(item, 'button', 'I have it');
      button.addEventListener('click', () => take(call.number, button));
    } else {
      text(item, 'p', said(call));
    }
    calls.append(item);
  };

  const take = async (number, button) => {
    button.disabled = true;
    try {
      const { code } = await post('/taps/take', { token, number });
      if (code === 200 || code === 409) {
        await load();
        return;
      }
      status.textContent = 'That did not work. Try again, or sign in to Andon.';
    } catch {
      status.textContent = 'There is no connection. Try again.';
    }
    button.disabled = false;
  };

  const load = async () => {
    const { code, body } = await post('/taps/look', { token });
    calls.replaceChildren();
    if (code !== 200) {
      status.textContent = 'This link is no longer valid. Sign in to Andon instead.';
      return;
    }
    status.textContent = '';
    body.items.forEach(show);
  };

  load().catch(() => {
    status.textContent = 'There is no connection. Reload the page.';
  });
})();
