import { Argument, Command } from 'commander'
import { completionScript, type Shell, shells } from '../completion-script.ts'
import { io } from '../io.ts'

/** @param build the whole command line, from which the script is made */
export const completionCommand = (build: () => Promise<Command>): Command =>
  new Command('completion')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      `
Put \`source <(portico completion bash)\` into ~/.bashrc; the same with zsh into ~/.zshrc, after compinit. Write what is
printed for fish to ~/.config/fish/completions/portico.fish.

Examples:
  portico completion bash
  portico completion fish`,
    )
    .action(async (shell: Shell) => void io().stdout.write(completionScript(shell, await build())))
