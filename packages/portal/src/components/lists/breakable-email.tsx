import { Fragment } from 'react'

/** A part up to this length is in one line: a narrow window has room for it. */
const shortest = 20

/** Where an e-mail does not fit into a line, it goes on after a sign and not within a word, but for a very long one. */
export const breakableEmail = (email: string) =>
  email.split(/(?<=[@.])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text
    <Fragment key={index}>
      {part.length > shortest ? part : <span style={{ whiteSpace: 'nowrap' }}>{part}</span>}
      <wbr />
    </Fragment>
  ))
