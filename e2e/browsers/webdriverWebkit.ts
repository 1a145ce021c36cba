import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { type Browser, WINDOW } from './browser.ts';

/** Keys without a character, and the line break, as WebDriver writes them. */
const KEYS: Readonly<Record<string, string>> = {
  '\n': '\uE007',
  Enter: '\uE007',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  ArrowLeft: '\uE012',
  ArrowRight: '\uE014',
};
/** The name of an element's reference in JSON, fixed by the standard. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** Milliseconds that an expression may take. */
const PATIENCE = 60_000;

/** WebKitGTK's MiniBrowser on a screen of its own, by plain WebDriver calls. */
export async function webdriverWebkit(driver: string, path: string): Promise<Browser> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const processes = [screen];
  const end = () => {
    for (const started of processes) started.kill();
  };
  try {
    const [display] = await once(screen.stdio[3] as Readable, 'data');
    const port = await freePort();
    const environment = { ...process.env, DISPLAY: `:${String(display).trim()}` };
    processes.push(spawn(driver, [`--port=${port}`], { env: environment, stdio: 'ignore' }));
    return await session(`http://127.0.0.1:${port}`, path, end);
  } catch (error) {
    end();
    throw error;
  }
}

async function session(server: string, path: string, end: () => void): Promise<Browser> {
  const options = { binary: path, args: ['--automation'] };
  await listening(server);
  const { sessionId } = (await call('POST', `${server}/session`, {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options, timeouts: { script: PATIENCE } } },
  })) as { sessionId: string };
  const at = `${server}/session/${sessionId}`;
  const post = (where: string, body: object) => call('POST', `${at}/${where}`, body);
  const keys = (pressed: readonly string[]) =>
    post('actions', {
      actions: [
        {
          type: 'key',
          id: 'keys',
          actions: pressed
            .map((key) => KEYS[key] ?? key)
            .flatMap((value) => [
              { type: 'keyDown', value },
              { type: 'keyUp', value },
            ]),
        },
      ],
    });
  await post('window/rect', WINDOW);
  return {
    open: async (address) => {
      await post('url', { url: address });
    },
    evaluate: (expression) => post('execute/sync', { script: `return (${expression})`, args: [] }),
    async pointer([first = [0, 0], ...rest]) {
      const move = ([x, y]: readonly [number, number]) => ({
        type: 'pointerMove',
        duration: 0,
        x: Math.round(x),
        y: Math.round(y),
      });
      const down = { type: 'pointerDown', button: 0 };
      const up = { type: 'pointerUp', button: 0 };
      const actions = [move(first), down, ...rest.map(move), up];
      await post('actions', {
        actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
      });
    },
    press: async (key) => {
      await keys([key]);
    },
    type: async (text) => {
      await keys([...text]);
    },
    async choose(selector, file) {
      const found = (await post('element', { using: 'css selector', value: selector })) as Record<string, string>;
      await post(`element/${found[ELEMENT]}/value`, { text: file });
    },
    async close() {
      await call('DELETE', at).finally(end);
    },
  };
}

/** One WebDriver command; throws its error with its words. */
async function call(method: string, address: string, body?: object): Promise<unknown> {
  const response = await fetch(address, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`WebDriver: ${error}: ${message}`);
}

/** Waits until the driver takes connections. */
async function listening(server: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (
    !(await fetch(`${server}/status`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (Date.now() > deadline) throw new Error('WebKitWebDriver does not answer.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
