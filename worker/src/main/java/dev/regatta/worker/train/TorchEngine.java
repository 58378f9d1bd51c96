package dev.regatta.worker.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** DJL's PyTorch engine, loaded once per process. */
public final class TorchEngine {
    private static final String NAME = "PyTorch";

    private final Engine engine;
    private final Device device;

    private TorchEngine(Engine engine, Device device) {
        this.engine = engine;
        this.device = device;
    }

    /**
     * Loads the native library, if this process has not yet, and prepares the calling thread.
     *
     * @param threads threads the engine computes with; sums are split by thread, so results depend on it
     * @param device {@code cpu} or {@code gpu:N}
     * @throws EngineUnavailableException if there is no native library, or no such device
     */
    public static TorchEngine load(int threads, String device) {
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        Engine engine = engine();
        JniUtils.setNumThreads(threads);
        // Gradients are recorded by default in every thread but the one that loaded the engine.
        JniUtils.setGradMode(false);
        return new TorchEngine(engine, parse(device, engine));
    }

    /** The owner of a run's tensors; closing it frees them. */
    public NDManager newManager() {
        return engine.newBaseManager(device);
    }

    private static Engine engine() {
        try {
            return Engine.getEngine(NAME);
        } catch (EngineException | UnsatisfiedLinkError e) {
            throw new EngineUnavailableException(
                    "PyTorch's native library was not found: put pytorch-native-cpu on the class path, or set "
                            + "PYTORCH_LIBRARY_PATH and PYTORCH_FLAVOR to an installed libtorch ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    private static Device parse(String device, Engine engine) {
        if (device.equals("cpu")) {
            return Device.cpu();
        }
        if (!device.matches("gpu:\\d{1,3}")) {
            throw new EngineUnavailableException("device is \"" + device + "\", must be cpu or gpu:N", null);
        }
        int number = Integer.parseInt(device.substring("gpu:".length()));
        if (number >= engine.getGpuCount()) {
            throw new EngineUnavailableException(
                    "device is " + device + ", the engine sees " + engine.getGpuCount() + " GPUs", null);
        }
        return Device.gpu(number);
    }
}
