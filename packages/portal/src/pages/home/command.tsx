import { CopyButton } from '../../components/values/copy-button.tsx'
import classes from './home.module.css'

/** A command for a terminal, with a copy button. */
export const Command = ({ text, what }: { text: string; what: string }) => (
  <span className={classes.command}>
    <code>{text}</code>
    <CopyButton value={text} what={what} />
  </span>
)
