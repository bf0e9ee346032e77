/** Whether a host is an IPv4 address for the system, such as `127.1`, `2130706433` and `0x7f.1` (WHATWG URL, "ends in a number"). */
export const endsInNumber = (host: string): boolean => /(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(host)
