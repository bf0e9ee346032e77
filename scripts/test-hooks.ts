/**
 * Loaded before Node's test runner. That follows every asynchronous resource and each of its ends, to know which test or
 * suite called it, which takes a sixth of the tests' processor time. Here it does so only while a file is loaded, when
 * suites and tests are registered.
 */
import asyncHooks, { type AsyncHook } from 'node:async_hooks'
import { registerHooks } from 'node:module'

// Tests import modules of the portal without its build, which replaces the macros of the message catalogues.
const macros = new URL('../packages/portal/test/support/lingui-macros.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@lingui/core/macro' ? { url: macros, shortCircuit: true } : next(specifier, context),
})

let followed: AsyncHook | undefined
const { createHook } = asyncHooks
asyncHooks.createHook = (callbacks) => {
  const hook = createHook(callbacks)
  if (/test_runner\/harness/.test(new Error().stack ?? '')) followed = hook
  return hook
}

/** Does this while the runner follows what it begins. */
export async function whileFollowed(work: () => Promise<void>): Promise<void> {
  followed?.enable()
  try {
    await work()
  } finally {
    followed?.disable()
  }
}
