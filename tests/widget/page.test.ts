import { beforeEach, describe, expect, it } from 'vitest';
import { createLeave } from '../../widget/page/leave.ts';
import { createSend } from '../../widget/page/send-in-place.ts';

const EXIT = 'https://www.bbc.co.uk/weather';
const pageOf = (main: string, way = `<p class="exit"><a id="exit" href="${EXIT}">Leave</a></p>`): string =>
  `${way}<p id="unreached" role="alert" hidden>Not reached</p><main>${main}</main>`;
const WAY = `<form class="exit" method="post" action="https://help.example/form"><input type="hidden" name="leave" value="t1"><button id="exit" data-to="${EXIT}">Leave</button></form>`;
const FORM = `<h1>One</h1><form method="post" action="https://help.example/form"><input type="hidden" name="state" value="s1">
<input name="answer" value=""><button name="go" value="next">Next</button><button name="go" value="back">Back</button></form>`;

beforeEach(() => {
  document.title = 'Help';
  document.body.innerHTML = pageOf(FORM, WAY);
  window.scrollTo = () => undefined;
});

describe('leaving a public page', () => {
  const leaving = () => {
    const steps: string[] = [];
    const look = (step: string) => steps.push(document.body.textContent === '' ? step : `${step} in sight`);
    const leave = createLeave({
      page: document,
      tell: (action, body) => look(`tell ${action} ${body}`),
      replace: (url) => look(`go to ${url}`),
    });
    return { leave, steps };
  };

  it('[P2] empties it first, says which filling is over, and goes, once', () => {
    document.querySelector<HTMLInputElement>('[name=answer]')?.setAttribute('value', 'canary');
    const { leave, steps } = leaving();
    leave();
    leave();
    expect(steps).toEqual(['tell https://help.example/form leave=t1', `go to ${EXIT}`]);
    expect([document.title, document.body.innerHTML, leave.gone()]).toEqual(['www.bbc.co.uk', '', true]);
  });

  it('[P2] has nobody to tell where nothing is filled in', () => {
    document.body.innerHTML = pageOf('<h1>Start</h1>');
    const { leave, steps } = leaving();
    leave();
    expect(steps).toEqual([`go to ${EXIT}`]);
  });
});

describe('sending in the same page', () => {
  type Answer = { readonly status: number; readonly html: string };
  let posted: string[];
  let answer: () => Promise<Answer>;
  let gone = false;
  const send = () =>
    createSend({
      page: document,
      gone: () => gone,
      post: (action, body) => {
        posted.push(`${action} ${body}`);
        return answer();
      },
    });
  const form = () => document.querySelector('main form') as HTMLFormElement;
  const type = (text: string) => {
    form().querySelector<HTMLInputElement>('[name=answer]')?.setAttribute('value', text);
  };
  const answering = (main: string, status = 200) => {
    answer = async () => ({ status, html: `<!doctype html><body>${pageOf(main)}</body>` });
  };
  const notReached = () => document.getElementById('unreached')?.hidden === false;

  beforeEach(() => {
    posted = [];
    gone = false;
    answering('<h1>Two</h1>');
  });

  it('sends what the form says with the button that was pressed, shows the answer, and reads its heading', async () => {
    type('34');
    await send()(form(), document.querySelector('[value=back]'));
    expect(posted).toEqual(['https://help.example/form state=s1&answer=34&go=back']);
    expect(document.querySelector('main')?.textContent).toBe('Two');
    expect(document.activeElement).toBe(document.querySelector('h1'));
    expect(document.querySelector('#exit')?.tagName).toBe('A');
    expect(notReached()).toBe(false);
  });

  it('goes to the field where something is to be corrected', async () => {
    for (const field of [
      '<input id="f" aria-describedby="hint fault">',
      '<fieldset aria-describedby="fault"><input type="radio" id="f"></fieldset>',
    ]) {
      answering(`<h1>One</h1><form>${field}<p id="fault" role="alert">No</p></form>`);
      document.body.innerHTML = pageOf(FORM, WAY);
      await send()(form(), null);
      expect(document.activeElement?.id).toBe('f');
    }
  });

  it.each<[string, () => Promise<Answer>]>([
    ['no answer comes', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['a server in between answers', async () => ({ status: 502, html: '<main><h1>Bad gateway</h1></main>' })],
    ['the answer is no page of ours', async () => ({ status: 413, html: '<p>Too much</p>' })],
  ])('loses nothing that was typed where %s, and takes it again', async (_, failing) => {
    type('canary');
    answer = failing;
    const sending = send();
    await sending(form(), null);
    expect(notReached()).toBe(true);
    expect(form().querySelector<HTMLInputElement>('[name=answer]')?.value).toBe('canary');
    answering('<h1>Two</h1>');
    await sending(form(), null);
    expect([notReached(), document.querySelector('h1')?.textContent]).toEqual([false, 'Two']);
    expect(posted).toHaveLength(2);
  });

  it('sends once, however often the button is pressed', async () => {
    const sending = send();
    await Promise.all([sending(form(), null), sending(form(), null)]);
    expect(posted).toHaveLength(1);
  });

  it('[P2] shows nothing of an answer that comes after somebody has left', async () => {
    const sent = send()(form(), null);
    gone = true;
    document.body.replaceChildren();
    await sent;
    expect(document.body.innerHTML).toBe('');
  });
});
