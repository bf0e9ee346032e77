import { didYouMean } from '@portico/server/config/nearest-words.ts'
import { type Argument, InvalidArgumentError, type Option } from 'commander'

/** Where an option or an argument takes words of a list, its refusal of another one says which was probably meant. */
export function suggestChoices(taken: Option | Argument): void {
  const { argChoices, parseArg: parse } = taken
  if (!argChoices || !parse) return
  taken.argParser((text: string, previous: unknown) => {
    try {
      return parse.call(taken, text, previous as never)
    } catch (error) {
      if (!(error instanceof InvalidArgumentError)) throw error
      throw new InvalidArgumentError(`${error.message}${didYouMean(text, argChoices)}`)
    }
  })
}
