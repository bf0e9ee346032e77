import type { PorticoError } from './errors.ts'

/**
 * Why records were refused in a request that has many, by their index: all that break the schema. A server that does not name
 * them all, as OutSystems Developer Cloud, names the first one. Empty where no record is at fault.
 */
export function refusedRecords({
  detail,
  field,
  errors,
}: {
  detail: string | undefined
} & Pick<PorticoError, 'field' | 'errors'>): Map<number, string> {
  const refused = new Map<number, string>()
  for (const { detail: reason = '', field: name = '' } of [{ detail, field }, ...(errors ?? [])]) {
    const [, index] = /^records\[(\d+)\]/.exec(name) ?? []
    if (index !== undefined) refused.set(Number(index), reason.replace(/records\[\d+\]\.?/, ''))
  }
  return refused
}
