package io.sluice.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The virtual environment of the contenders in Python, installed when the first of them is asked for.
 *
 * @param installer prints the folder of the environment, and builds it where it is missing
 * @param module of the benchmarks, with the requirements and the sources
 */
record PythonEnvironment(Path installer, Path module) {
    /** Names the folder of the checkout; the launcher sets it. */
    private static final String CHECKOUT = "sluice.checkout";

    /** That of the checkout, which the launcher names; below this folder where there is no launcher. */
    static PythonEnvironment ofCheckout() {
        Path checkout = Path.of(System.getProperty(CHECKOUT, "."));
        return new PythonEnvironment(
                checkout.resolve("airflow-dags/bin/venv"), checkout.resolve("etl-jobs/benchmarks"));
    }

    /**
     * Installs what is missing.
     *
     * @return the Python of the environment
     * @throws IllegalStateException when it cannot be installed
     */
    Path install() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", installer.toString(), module.toString(), "Polars and chDB")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        String folder = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    """
                    the contenders in Python cannot be installed; the lines above say why. Python 3.11 with venv and pip \
                    is needed, SLUICE_PYTHON names it where it is not python3.11; --contender with others leaves them out""");
        }
        return Path.of(folder, "bin", "python");
    }

    /** What runs a contender. */
    Path worker() {
        return module.resolve("src/main/python/worker.py");
    }
}
