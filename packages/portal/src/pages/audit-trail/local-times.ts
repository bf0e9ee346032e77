/** A time of the URL as `datetime-local` fields have it: in the reader's zone, without naming it. */
export function toLocal(time: string | undefined): string {
  const date = new Date(time ?? '')
  if (Number.isNaN(date.getTime())) return ''
  // Not by the zone's offset, which counts whole minutes: in years that are half typed, zones were seconds apart, and
  // the field would take back what was typed.
  const [year, ...others] = [
    date.getFullYear(),
    date.getMonth() + 1,
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
  ]
  const [month, day, hour, minute] = others.map((number) => String(number).padStart(2, '0'))
  return `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}`
}

/** The other way round; nothing while the field is not filled in. */
export function fromLocal(text: string): string | undefined {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
