import { type TestClock, testClock } from './server.ts'

/** How long a code of an authenticator app counts (RFC 6238, section 5.2) */
export const codeStep = 30_000

/** A clock in the middle of a step of the codes, so that no test runs into the next one. */
export const codeClock = (): TestClock => testClock(Math.floor(Date.now() / codeStep) * codeStep + codeStep / 2)
