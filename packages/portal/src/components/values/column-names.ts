import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'

const userHeads: MessageDescriptor[] = [
  msg`Key`,
  msg`Name`,
  msg`E-mail`,
  msg`Status`,
  msg`Member`,
  msg`End user`,
  msg`Last sign-in`,
]
const accessHeads: MessageDescriptor[] = [
  msg`Key`,
  msg`Name`,
  msg`E-mail`,
  msg`Status`,
  msg`Last sign-in`,
  msg`Source`,
  msg`Role`,
  msg`Group`,
  msg`Stage`,
  msg`From`,
  msg`Until`,
  msg`Key of the role`,
  msg`Key of the group`,
  msg`Key of the stage`,
  msg`Key of the asset`,
  msg`Key of the portfolio`,
]
const changeHeads: MessageDescriptor[] = [msg`Key`, msg`Name`, msg`E-mail`, msg`Result`, msg`Error code`, msg`Reason`]
const heads = { users: userHeads, access: accessHeads, change: changeHeads }

/** What the columns of a file that the server writes are called, in the language of the page */
export const columnNames = (file: keyof typeof heads): string[] => heads[file].map((head) => pageI18n()._(head))

/** The same as a part of the file's address */
export const columnNamesQuery = (file: keyof typeof heads): string =>
  columnNames(file)
    .map((name) => `columnNames=${encodeURIComponent(name)}`)
    .join('&')
