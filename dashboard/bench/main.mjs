import { runnerImport } from 'vite';

// Standard output is the figures' alone: an array of {name, value, unit, better, target}.
const { module } = await runnerImport(new URL('run.ts', import.meta.url).pathname);
process.stdout.write(JSON.stringify(await module.run()));
