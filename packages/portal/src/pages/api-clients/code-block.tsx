import classes from './api-clients.module.css'

interface CodeBlockProps {
  /** What it is, for ears: "curl snippet" */
  label: string
  children: string
  /** Scrolls within itself rather than growing without end */
  isLimited?: boolean
}

/** A text as it is, letter by letter. */
export function CodeBlock({ label, children, isLimited = false }: CodeBlockProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus, for those without a mouse
    <section aria-label={label} className={classes.code} data-limited={isLimited} tabIndex={0}>
      <pre>{children}</pre>
    </section>
  )
}
