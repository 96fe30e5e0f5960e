/** Whether this node can serve: a switch (starting, draining) and named checks, each with a short time to answer. */

export interface Check {
  readonly name: string;
  readonly check: () => Promise<boolean>;
}

export interface Readiness {
  readonly isOn: () => boolean;
  readonly checks: readonly Check[];
}

export interface Health {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, boolean>>;
}

const PATIENCE_MS = 2_000;

export async function healthOf({ isOn, checks }: Readiness): Promise<Health> {
  const answers = await Promise.all(checks.map(async ({ name, check }) => [name, await inTime(check)] as const));
  const parts = { switchedOn: isOn(), ...Object.fromEntries(answers) };
  return { ready: Object.values(parts).every(Boolean), parts };
}

async function inTime(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
