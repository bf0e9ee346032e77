import { pageLocale } from '../language/page-language.ts'

/** 1234567 → "1,234,567" */
export const formatNumber = (number: number): string => new Intl.NumberFormat(pageLocale()).format(number)

/** 30 → "30 days", "30 Tage", in the page's language */
export const formatUnit = (number: number, unit: 'minute' | 'hour' | 'day' | 'month' | 'year'): string =>
  new Intl.NumberFormat(pageLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(number)

/** 720 → "12 hours", 90 → "90 minutes", in the page's language */
export const formatMinutes = (minutes: number): string =>
  minutes % 60 === 0 ? formatUnit(minutes / 60, 'hour') : formatUnit(minutes, 'minute')

/** "Development and Test", "Development und Test" */
export const formatList = (words: readonly string[]): string => new Intl.ListFormat(pageLocale()).format(words)

/** 0.25 → "25%", "25 %". Only all is "100%" and only none is "0%": 0.999 → ">99%", 0.001 → "<1%" */
export function formatShare(share: number): string {
  const format = (rounded: number) => new Intl.NumberFormat(pageLocale(), { style: 'percent' }).format(rounded)
  if (share > 0 && share < 0.005) return `<${format(0.01)}`
  if (share < 1 && share >= 0.995) return `>${format(0.99)}`
  return format(share)
}
