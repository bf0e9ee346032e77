import { operationFacts } from '@portico/sdk/generated/operation-facts.ts'

type Operation = keyof typeof operationFacts

/** Operations that a command always calls; by what was typed, those that it calls then */
export type CalledOperations = readonly (Operation | { when: string; calls: readonly Operation[] })[]

/** For the help of a command: the permissions without which the server refuses what it does. */
export function neededPermissions(operations: CalledOperations): string {
  const lines = operations.flatMap((one) =>
    typeof one === 'string' ? lineOf(one) : one.calls.map((called) => `${one.when}: ${lineOf(called)}`),
  )
  const [only, ...more] = [...new Set(lines)]
  if (more.length === 0) return `\nPermission${/[,;]/.test(only ?? '') ? ', one of these' : ''}: ${only}`
  return `\nPermissions, one of each line:\n${[only, ...more].map((line) => `  ${line}`).join('\n')}`
}

function lineOf(operation: Operation): string {
  const { permissions } = operationFacts[operation]
  if (permissions === 'any') return 'any'
  if (permissions.length === 0) return 'none'
  const names = permissions.map((permission): string[] => permission.split(' > '))
  return Object.entries(Object.groupBy(names, ([category = '']) => category))
    .map(([category, alike = []]) => `${category} > ${alike.map(([, name]) => name).join(', ')}`)
    .join('; ')
}
