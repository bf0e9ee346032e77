import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { threadTime } from '@portico/testing/thread-time.ts'
import { isGuessable } from './is-guessable.ts'
import * as rules from './password-rules.ts'

const requireAllowedPassword = (password: string) => rules.requireAllowedPassword(password, isGuessable)
const requireOwnPassword = (password: string, facts: (string | null)[]) =>
  rules.requireOwnPassword(password, facts, isGuessable)

describe('the rules for passwords', () => {
  test('allow what is long, has a digit and a capital, and is not common', async () => {
    const long = `A1${'lorem ipsum '.repeat(86)}`.slice(0, 1_024)
    for (const password of [
      'Quiet-Harbour-7-Lanterns',
      'correct Horse battery 5taple',
      'xK9#mVq2$LpW',
      'Ünïcødé-größer-42',
      'Ваза-с-Ромашками-3',
      '!@#$%^&*()_+9A-={}',
      'HarbourLantern7',
      `Z9${'ab7 kelp mint ors '.repeat(7)}`.slice(0, 128),
      long,
    ]) {
      await assert.doesNotReject(requireAllowedPassword(password), password)
    }
  })

  const refuses = (password: string, detail: RegExp): Promise<void> =>
    assert.rejects(
      requireAllowedPassword(password),
      (error: Error & { problem?: string }) => error.problem === 'password_refused' && detail.test(error.message),
      password,
    )

  test('refuse what is too short or too long, by characters', async () => {
    await refuses('Ab1-defghij', /at least 12/)
    await refuses('Ab1😀😀😀😀😀😀😀😀', /at least 12/)
    await refuses(`Ab1-${'xyz kelp'.repeat(128)}`, /at most 1,024/)
  })

  test('refuse what lacks a digit or a capital, of any script', async () => {
    await refuses('Quiet-Harbour-Lanterns', /digit/)
    await refuses('quiet-harbour-7-lanterns', /upper-case/)
  })

  for (const password of [
    'Password1234',
    'Password2024!',
    'P@ssw0rd1234',
    'Passw0rd!Passw0rd!',
    'Welcome12345',
    'Summer2026!!',
    'Administrator1',
    'Qwertyuiop123',
    'Qwerty123456',
    '1qaz2wsx3edC',
    '1Q2w3e4r5t6y',
    'Abcdefghijk1',
    'Aaaaaaaaaaa1',
    'LetMeIn!2345',
    'ILoveYou1234',
    '0987654321Poiuyt',
    'Sunshine-1234',
    '!!!Dragon2020!!!',
    'OutSystems2026',
    'Bienvenue2024',
    'Willkommen2024',
    'MonkeyDragon1',
    'P455w0rdP455',
    'Characteristic1',
    'Aaaaaaaaaaa1'.repeat(10),
    'Password1234'.repeat(10),
  ]) {
    test(`refuse ${password}, which is tried first`, () => refuses(password, /try first/))
  }

  test('take a bounded time, whatever is sent', async () => {
    await requireAllowedPassword('Quiet-Harbour-7-Lanterns')
    for (const part of ['a', '1', '8203947561029384756', '@$!1(0', '19991231', 'p4$$w0rd', 'ab7 kelp mint ors ']) {
      const password = `Z9${part.repeat(1_024)}`.slice(0, 1_024)
      const milliseconds = await threadTime(() => requireAllowedPassword(password).catch(() => undefined))
      assert.ok(milliseconds < 500, `${part}: ${milliseconds} ms`)
    }
  })

  test('refuse what is made of the user or the organization', async () => {
    const facts = ['Ada Lovelace', 'ada.lovelace@analytical.example', 'Acme Engines']
    for (const password of [
      'Lovelace-1815',
      'LovelaceAcme1',
      'Analytical2026!',
      'EnginesPassword1',
      'Lovelace12345678',
      'Ada-Lovelace-1815',
      'Ada-Lovelace-10121815',
      'Acme.Engines.Ada.2026',
      '2026-x-Lovelace-Acme',
    ]) {
      await assert.rejects(requireOwnPassword(password, facts), { problem: 'password_refused' }, password)
    }
    await assert.doesNotReject(requireOwnPassword('Lovelace keeps 7 brass sparrows', facts))
    await assert.doesNotReject(requireOwnPassword('Lovelace-q7Vw2hRt', facts))
    await assert.doesNotReject(requireOwnPassword('Quiet-Harbour-7-Lanterns', facts))
    await assert.doesNotReject(requireOwnPassword('Quiet-Harbour-7-Lanterns', [null, 'Al', '']))
  })
})
