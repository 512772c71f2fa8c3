// Validates PDF files against PDF/A-3a and PDF/UA-1 with veraPDF's library.
//
// Prints, for each file and profile, PASS or every rule that failed, and at the end how many of these
// checks passed and failed. Exit code: 0 all passed, 1 a rule failed, 2 wrong usage or unreadable file.
package hyoka;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.verapdf.processor.reports.enums.JobEndStatus;

public final class ValidatePdf {
    private static final Map<String, PDFAFlavour> PROFILES = Map.of(
            "PDF/A-3a", PDFAFlavour.PDFA_3_A,
            "PDF/UA-1", PDFAFlavour.PDFUA_1);

    private static final int FAILED = 1;
    private static final int UNREADABLE = 2;

    private final PrintStream out;
    private int passed;
    private int failed;

    private ValidatePdf(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        if (args.length == 0) {
            err.println("usage: run FILE.pdf...");
            System.exit(UNREADABLE);
        }
        silenceLibraryLog();
        VeraGreenfieldFoundryProvider.initialise();

        ValidatePdf validation = new ValidatePdf(out);
        boolean allRead = true;
        for (String file : args) {
            try {
                validation.check(file);
            } catch (IOException | ModelParsingException | EncryptedPdfException | ValidationException
                    | RuntimeException e) {
                allRead = false;
                err.println(file + ": cannot read: " + e);
            }
        }
        out.println(validation.passed + " passed, " + validation.failed + " failed");
        System.exit(!allRead ? UNREADABLE : validation.failed > 0 ? FAILED : 0);
    }

    /** veraPDF logs each fault of the file as well as reporting it. */
    private static void silenceLibraryLog() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
    }

    private void check(String file)
            throws IOException, ModelParsingException, EncryptedPdfException, ValidationException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new IOException("no such file");
        }
        for (String profile : PROFILES.keySet().stream().sorted().toList()) {
            ValidationResult result = validate(path, PROFILES.get(profile));
            if (result.isCompliant()) {
                passed++;
                out.println(file + ": " + profile + ": PASS");
            } else {
                failed++;
                out.println(file + ": " + profile + ": FAIL");
                result.getFailedChecks().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(ValidatePdf::byClause))
                        .forEach(rule -> printRule(rule.getKey(), rule.getValue(), result.getTestAssertions()));
            }
        }
    }

    private static ValidationResult validate(Path path, PDFAFlavour flavour)
            throws IOException, ModelParsingException, EncryptedPdfException, ValidationException {
        ValidatorConfig config = new ValidatorConfigBuilder()
                .flavour(flavour)
                .showErrorMessages(true)
                .maxNumberOfDisplayedFailedChecks(1)
                .build();
        try (var parser = Foundries.defaultInstance().createParser(path.toFile(), flavour);
                var validator = Foundries.defaultInstance().createValidator(config, flavour)) {
            ValidationResult result = validator.validate(parser);
            if (result.getJobEndStatus() != JobEndStatus.NORMAL) {
                throw new IOException("validation ended early: " + result.getJobEndStatus());
            }
            return result;
        }
    }

    private void printRule(RuleId rule, int count, List<TestAssertion> assertions) {
        out.printf("  clause %s, test %d (%d times)%n", rule.getClause(), rule.getTestNumber(), count);
        assertions.stream()
                .filter(a -> a.getStatus() == TestAssertion.Status.FAILED && a.getRuleId().equals(rule))
                .findFirst()
                .ifPresent(first -> {
                    out.println("    rule:  " + oneLine(first.getMessage()));
                    out.println("    found: " + oneLine(first.getErrorMessage()));
                    out.println("    at:    " + oneLine(first.getLocation().getContext()));
                });
    }

    private static int byClause(RuleId a, RuleId b) {
        int clause = a.getClause().compareTo(b.getClause());
        return clause != 0 ? clause : Integer.compare(a.getTestNumber(), b.getTestNumber());
    }

    private static String oneLine(String text) {
        return text == null ? "-" : text.strip().replaceAll("\\s+", " ");
    }
}
