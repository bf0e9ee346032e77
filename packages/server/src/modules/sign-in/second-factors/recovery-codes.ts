import { randomInt } from 'node:crypto'

const howMany = 10
/** Without those that are taken for one another: 0 and o, 1 and i and l */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 10

/** Ten codes of 49 bits, to be written down: `k7wq2-hb9xm`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: howMany }, () => {
    const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
    return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`
  })

/** As it is compared: without regard to case, spaces and hyphens. */
export const normalRecoveryCode = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '')
