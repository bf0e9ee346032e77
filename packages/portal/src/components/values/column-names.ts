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
  msg`Asset`,
  msg`From`,
  msg`Until`,
  msg`Key of the role`,
  msg`Key of the group`,
  msg`Key of the stage`,
  msg`Key of the asset`,
  msg`Key of the portfolio`,
]
const changeHeads: MessageDescriptor[] = [msg`Key`, msg`Name`, msg`E-mail`, msg`Result`, msg`Error code`, msg`Reason`]
/** Those of the server's exports, in their order */
const ofServer = { users: userHeads, access: accessHeads, change: changeHeads }

const groupHeads: MessageDescriptor[] = [
  msg`Key`,
  msg`Name`,
  msg`Description`,
  msg`Key of the stage`,
  msg`Stage`,
  msg`Claim mappings`,
  msg`Changed`,
]
const apiClientHeads: MessageDescriptor[] = [
  msg`Key`,
  msg`Client ID`,
  msg`Name`,
  msg`Description`,
  msg`Status`,
  msg`Secret expires`,
  msg`Last used`,
  msg`Created`,
]
const heads = { ...ofServer, groups: groupHeads, apiClients: apiClientHeads }

/** What the columns of a file are called, in the language of the page */
export const columnNames = (file: keyof typeof heads): string[] => heads[file].map((head) => pageI18n()._(head))

/** The same for a file that the server writes, as a part of its address */
export const columnNamesQuery = (file: keyof typeof ofServer): string =>
  columnNames(file)
    .map((name) => `columnNames=${encodeURIComponent(name)}`)
    .join('&')
