package dev.regatta.worker;

import dev.regatta.worker.WorkerConfig.InvalidConfigException;
import dev.regatta.worker.exec.ExecTrainer;
import dev.regatta.worker.train.EngineUnavailableException;
import dev.regatta.worker.train.TorchEngine;
import dev.regatta.worker.train.TorchTrainer;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The worker's command. */
public final class Main {
    private static final int MISUSE = 2;
    private static final int NO_ENGINE = 3;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        System.exit(run(arguments));
    }

    /** @return the exit code: 2 for unusable settings, 3 without a usable engine */
    static int run(String... arguments) throws InterruptedException, IOException {
        WorkerOptions options = new WorkerOptions();
        CommandLine commandLine = new CommandLine(options);
        try {
            commandLine.parseArgs(arguments);
            if (CommandLine.executeHelpRequest(commandLine.getParseResult()) != null) {
                return 0;
            }
            return work(WorkerConfig.of(options));
        } catch (ParameterException | InvalidConfigException e) {
            System.err.println("regatta worker: " + e.getMessage());
            return MISUSE;
        } catch (EngineUnavailableException e) {
            System.err.println("regatta worker: " + e.getMessage());
            return NO_ENGINE;
        }
    }

    private static int work(WorkerConfig config) throws InterruptedException, IOException {
        config.effective().forEach(System.err::println);
        TorchEngine.load(config.settings().threads(), config.settings().device());
        new WorkerProcess(
                        config,
                        new ExecTrainer(
                                new TorchTrainer(
                                        config.data(), config.settings().device()),
                                config.allowExec(),
                                config.grace().dividedBy(2)))
                .run();
        return 0;
    }
}
