/** A time of the URL for a `datetime-local` field: in the browser's time zone, without the zone. */
export function toLocalTime(time: string | undefined): string {
  const date = new Date(time ?? '')
  if (Number.isNaN(date.getTime())) return ''
  // Not computed with the zone's offset, which is in whole minutes: for a half-typed year, offsets have seconds, and the
  // field would change what was typed.
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

/** The reverse. Undefined while the field is incomplete. */
export function fromLocalTime(text: string): string | undefined {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
