import { breakable } from '../values/breakable.tsx'
import { operationWords } from './operation-words.ts'

/** What an operation does, in words; its path where there are none */
export default function OperationName({ route }: { route: string }) {
  return breakable(operationWords(route) ?? route)
}
