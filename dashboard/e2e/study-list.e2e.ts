import { describe, expect, it } from 'vitest';
import { visiting } from './visit';

/** The list of studies, what is begun from it, and what an address says of a view. */

const visit = visiting();

describe('studies in the list', () => {
  it('are archived together once the reader agrees, those that have ended', async () => {
    visit.server.content.studies = visit.server.content.studies.map((study) => ({
      ...study,
      state: 'COMPLETED',
      ended_at: study.ended_at ?? study.created_at,
    }));
    await visit.page.goto(`${visit.url}/studies?select=demo`);
    await visit.page.getByRole('button', { name: 'Archive 1…' }).click();
    await visit.page.getByText('They can be restored.').waitFor();
    expect(visit.server.actions).toEqual([]);
    await visit.page.getByRole('button', { name: 'Archive 1 study' }).click();
    await visit.page.locator('tr[data-study=demo]').waitFor({ state: 'detached' });
    expect(visit.server.actions).toEqual(['archive']);
    expect(new URL(visit.page.url()).search).toBe('');

    await visit.page.getByLabel('Archived').check();
    await visit.page.getByLabel('Choose demo to compare').check();
    await visit.page.getByRole('button', { name: 'Restore 1…' }).click();
    await visit.page.getByRole('button', { name: 'Restore 1 study' }).click();
    await visit.page.getByText('No archived study').waitFor();
    expect(visit.server.actions).toEqual(['archive', 'restore']);
  });

  it('are not archived while they run', async () => {
    await visit.page.goto(`${visit.url}/studies?select=demo`);
    expect(await visit.page.getByRole('button', { name: 'Archive 0…' }).isDisabled()).toBe(true);
  });
});

describe('an ended study', () => {
  it('is found, compared, and archived once the reader agrees', async () => {
    await visit.page.goto(`${visit.url}/studies`);
    await visit.page.getByLabel('Choose demo to compare').check();
    await visit.page.getByLabel('Choose cifar10-small to compare').check();
    await visit.page.getByRole('link', { name: 'Compare 2' }).click();
    await visit.page.getByRole('heading', { name: 'Compare studies' }).waitFor();
    await visit.page.goto(`${visit.url}/studies?search=cifar&state=COMPLETED`);
    await visit.page.getByText('1 of 2').waitFor();
    expect(await visit.page.locator('tr[data-study]').count()).toBe(1);
    await visit.page.goto(`${visit.url}/studies/cifar10-small/settings`);
    await visit.page.getByRole('button', { name: 'Archive…' }).click();
    await visit.page.getByRole('button', { name: 'Archive study' }).click();
    await expect.poll(() => visit.server.actions).toEqual(['archive']);
  });
});

describe('a new study', () => {
  it('begins from an example by its address, and gives back what it took the place of', async () => {
    await visit.page.goto(`${visit.url}/new`);
    const file = visit.page.getByLabel('Study file');
    await file.fill('name: mine\ntrials: 5\n');
    await visit.page.getByText('The file is in order.').waitFor();
    await visit.page.getByLabel('Begin from').selectOption('demo');
    await expect.poll(() => file.inputValue()).toContain('name: demo');
    expect(new URL(visit.page.url()).search).toBe('?example=demo');
    await visit.page.getByRole('button', { name: 'Bring it back' }).click();
    expect(await file.inputValue()).toBe('name: mine\ntrials: 5\n');
  });

  it('has its errors at their lines and an estimate of its trials', async () => {
    await visit.page.goto(`${visit.url}/new`);
    const file = visit.page.getByLabel('Study file');
    await file.fill('name: mine\ntrials: many\n');
    await visit.page.getByText('trials is many, must be from 1 to 100000').waitFor();
    await visit.page.getByRole('button', { name: 'Line 2' }).click();
    expect(
      await file.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
    ).toBe('trials: many');
    expect(await visit.page.getByRole('button', { name: 'Create study' }).isDisabled()).toBe(true);
    visit.watched.errors.splice(0); // the browser reports the refusal
    await file.fill('name: mine\ntrials: 30\nconcurrency: 3\n');
    await visit.page.locator('.estimate', { hasText: /30 trials, 3 at a time; at .+ a trial about/ }).waitFor();
  });
});

describe('how curves are shown', () => {
  it('is in the address', async () => {
    await visit.page.goto(`${visit.url}/studies/demo/trials/5?smoothing=0.6&scale=log`);
    expect(await visit.page.getByLabel('Smoothing').inputValue()).toBe('0.6');
    expect(await visit.page.getByLabel('Log axis').isChecked()).toBe(true);
    await visit.page.getByLabel('Smoothing').fill('0');
    await expect.poll(() => new URL(visit.page.url()).search).toBe('?scale=log');
  });
});
