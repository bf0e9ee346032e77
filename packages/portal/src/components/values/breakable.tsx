import { Fragment } from 'react'

/** A part up to this length is in one line: a narrow window has room for it. */
const shortest = 20

/**
 * A name or an e-mail. Where it does not fit into a line, it goes on after a space or a sign and not within a word, but
 * for a very long one. The letters of a cell can be parted anywhere, and its column is as narrow as its longest part.
 */
export const breakable = (text: string) =>
  text.split(/(?<=[@.\s-])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text
    <Fragment key={index}>
      {part.length > shortest ? part : <span style={{ whiteSpace: 'nowrap' }}>{part}</span>}
      <wbr />
    </Fragment>
  ))
