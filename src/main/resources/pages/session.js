// Ends the session on the screen 15 minutes after the page was opened, when the browser has deleted the cookie.
'use strict';
(() => {
  const WARN = 13 * 60_000, END = 15 * 60_000 + 5_000;
  const opened = Date.now();
  const look = () => {
    const idle = Date.now() - opened;
    if (idle >= END) location.replace('/pages/signed-out');
    else document.getElementById('ending').hidden = idle < WARN;
  };
  setInterval(look, 5_000);
  addEventListener('pageshow', look);
})();
