import { pageLocale } from '../language/page-language.ts'

/** 1234567 → "1,234,567" */
export const formatNumber = (number: number): string => new Intl.NumberFormat(pageLocale()).format(number)

/** 1 → "1 user", 2 → "2 users" */
export const formatCount = (number: number, one: string, many = `${one}s`): string =>
  `${formatNumber(number)} ${number === 1 ? one : many}`
