// What the pages of the example service do. Every part works without this script, except the chat itself.

// The chat's script knows the link by its mark and ends the chat as well; this serves where it did not load.
const exit = document.querySelector('[data-helpline-exit]');
exit?.addEventListener('click', (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  document.title = 'Weather';
  // Replacing leaves no page to come Back to.
  window.location.replace(exit.href);
});

for (const button of document.querySelectorAll('[data-open-chat]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.Helpline('open'));
}

const banner = document.querySelector('[data-cookies]');
const saved =
  'Your cookie preferences have been saved. You can update your cookie settings at any time on the cookies page.';

for (const form of document.querySelectorAll('[data-cookie-form]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const choice = event.submitter?.value || new FormData(form).get('choice');
    const kept = await save(String(choice));
    if (form.matches('[data-cookie-settings]')) showOnPage(kept);
    else showInBanner(kept);
  });
}

async function save(choice) {
  try {
    const response = await fetch('/cookie-choice', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ choice }),
    });
    // A browser that blocks cookies keeps nothing, whatever the server answered.
    return response.ok && document.cookie.split('; ').includes(`cookie-choice=${choice}`);
  } catch {
    return false;
  }
}

function showInBanner(kept) {
  document.querySelector('[data-cookies-failed]').hidden = kept;
  if (!kept) return;
  document.querySelector('[data-cookies-ask]').hidden = true;
  const message = document.createElement('p');
  message.className = 'message saved';
  message.textContent = saved;
  const hide = document.createElement('button');
  hide.className = 'button quiet';
  hide.textContent = 'Hide this message';
  hide.addEventListener('click', () => {
    banner.dataset.cookies = 'answered';
  });
  document.querySelector('[data-cookies-saved]').append(message, hide);
}

function showOnPage(kept) {
  document.querySelector('#saved').classList.toggle('shown', kept);
  document.querySelector('#not-saved').classList.toggle('shown', !kept);
  document.querySelector(kept ? '#saved' : '#not-saved').focus();
  if (kept) banner.dataset.cookies = 'answered';
}

const chosen = /(?:^|; )cookie-choice=(\w+)/.exec(document.cookie)?.[1];
const radio = document.querySelector(`[data-cookie-settings] [value="${chosen}"]`);
if (radio) radio.checked = true;
